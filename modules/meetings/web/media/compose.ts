/** The main programme as one stream: the large picture, drawn anew so that it may change, and all sound mixed. */
export interface Composition {
  stream: MediaStream;
  stop(): void;
}

const WIDTH = 1280;
const HEIGHT = 720;
const FPS = 15;
const BAR = 48;

export interface CompositionParts {
  /** The large picture, as it is shown now. */
  picture(): HTMLVideoElement | null;
  caption(): string;
  sounds(): readonly MediaStreamTrack[];
}

export function compose({ picture, caption, sounds }: CompositionParts): Composition {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
  const audio = new AudioContext();
  const mix = audio.createMediaStreamDestination();
  const heard = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

  function draw(): void {
    pen.fillStyle = '#131716';
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    const video = picture();
    if (video !== null && video.videoWidth > 0) {
      const scale = Math.min(WIDTH / video.videoWidth, (HEIGHT - BAR) / video.videoHeight);
      const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
      pen.drawImage(video, (WIDTH - width) / 2, (HEIGHT - BAR - height) / 2, width, height);
    }
    pen.fillStyle = '#e9ecea';
    pen.font = '24px "Be Vietnam Pro", sans-serif';
    pen.textBaseline = 'middle';
    pen.fillText(caption(), 24, HEIGHT - BAR / 2, WIDTH - 48);
  }

  function listen(): void {
    const now = new Set(sounds());
    for (const track of now) {
      if (heard.has(track)) continue;
      const source = audio.createMediaStreamSource(new MediaStream([track]));
      source.connect(mix);
      heard.set(track, source);
    }
    for (const [track, source] of heard) {
      if (now.has(track)) continue;
      source.disconnect();
      heard.delete(track);
    }
  }

  draw();
  listen();
  const timer = setInterval(() => {
    draw();
    listen();
  }, 1_000 / FPS);
  return {
    stream: new MediaStream([...canvas.captureStream(FPS).getTracks(), ...mix.stream.getTracks()]),
    stop() {
      clearInterval(timer);
      void audio.close();
    },
  };
}
