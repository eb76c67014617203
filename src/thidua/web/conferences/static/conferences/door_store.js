// What this device keeps of one conference: its key and list in one box, marks not yet sent in the other.
window.doorStore = (number) => {
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open(`door-${number}`, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("kept");
      asked.result.createObjectStore("marks", { keyPath: "key" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  // Resolves when the browser has written it down, not before: a mark shown is a mark kept.
  async function write(box, change) {
    const work = (await opened).transaction(box, "readwrite", { durability: "strict" });
    change(work.objectStore(box));
    await new Promise((resolve, reject) => { work.oncomplete = resolve; work.onerror = work.onabort = () => reject(work.error); });
  }
  async function read(box, ask) {
    const asked = ask((await opened).transaction(box).objectStore(box));
    return new Promise((resolve, reject) => { asked.onsuccess = () => resolve(asked.result); asked.onerror = () => reject(asked.error); });
  }
  return {
    get: (name) => read("kept", (box) => box.get(name)),
    put: (name, value) => write("kept", (box) => box.put(value, name)),
    remove: (...names) => write("kept", (box) => names.forEach((name) => box.delete(name))),
    marks: async () => (await read("marks", (box) => box.getAll())).sort((a, b) => a.at.localeCompare(b.at) || a.turn - b.turn),
    addMark: (mark) => write("marks", (box) => box.add(mark)),
    dropMarks: (keys) => write("marks", (box) => keys.forEach((key) => box.delete(key))),
  };
};
