// Keeps the door's page and what it is drawn with, for when the network is down. Names and marks never pass here.
const KEPT = `door ${self.registration.scope}`;
const page = () => new URL(self.registration.scope).pathname;

// The page and every file of ours that it, or a style sheet of it, names.
async function keep() {
  const shell = await fetch(page(), { cache: "no-cache" });
  if (!shell.ok || shell.redirected) { throw new Error("no page"); }
  const store = await caches.open(KEPT);
  const text = await shell.clone().text();
  const named = [...text.matchAll(/(?:href|src|data-reader)="(\/[^"#?]+\.(?:css|js|svg))"/g)].map((m) => m[1]);
  const wanted = new Set([...named, ...(await fonts(named))]);
  await Promise.all([...wanted].map(async (path) => {
    if (path.endsWith(".css") || !(await store.match(path))) { await store.add(new Request(path, { cache: "no-cache" })); }
  }));
  await Promise.all([...wanted].filter((path) => path.endsWith(".js")).map((path) => store.add(new Request(path, { cache: "no-cache" }))));
  await store.put(page(), shell);
  for (const old of await store.keys()) {
    const path = new URL(old.url).pathname;
    if (path !== page() && !wanted.has(path)) { await store.delete(old); }
  }
}
async function fonts(named) {
  const sheets = named.filter((path) => path.endsWith("fonts.css") || path.includes("/core/fonts."));
  const texts = await Promise.all(sheets.map(async (path) => [path, await (await fetch(path)).text()]));
  return texts.flatMap(([path, text]) => [...text.matchAll(/url\(["']?([^"')]+)["']?\)/g)]
    .map((m) => new URL(m[1], new URL(path, self.location)).pathname).filter((p) => p.endsWith(".woff2")));
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) { return; }
  const isPage = event.request.mode === "navigate" && url.pathname === page();
  if (!isPage && !/\.(css|js|svg|woff2)$/.test(url.pathname)) { return; }
  event.respondWith((async () => {
    const found = await (await caches.open(KEPT)).match(url.pathname);
    if (isPage && found) { event.waitUntil(keep().catch(() => {})); }
    return found || fetch(event.request);
  })());
});
