// Reads QR codes with the camera: the browser's own reader where it has one, else jsQR.
window.doorCamera = ({ video, reader, onCode }) => {
  let stream = null, detect = null, timer = 0;
  const load = () => new Promise((resolve, reject) => {
    if (window.jsQR) { resolve(); return; }
    const script = Object.assign(document.createElement("script"), { src: reader, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  async function makeReader() {
    const known = await window.BarcodeDetector?.getSupportedFormats?.().catch(() => []);
    if (known?.includes("qr_code")) {
      const own = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await own.detect(video))[0]?.rawValue;
    }
    await load();
    const canvas = document.createElement("canvas");
    const paper = canvas.getContext("2d", { willReadFrequently: true });
    return async () => {
      const scale = Math.min(1, 640 / (video.videoWidth || 640));
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      if (!canvas.width) { return undefined; }
      paper.drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = paper.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" })?.data;
    };
  }
  async function look() {
    if (!stream) { return; }
    const code = await detect().catch(() => undefined);
    if (code) { onCode(code); }
    timer = setTimeout(look, 120);
  }
  return {
    get isOn() { return stream !== null; },
    async start() {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      await video.play();
      detect ||= await makeReader();
      look();
    },
    stop() {
      clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
      stream = video.srcObject = null;
    },
  };
};
