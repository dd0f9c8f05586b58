import { useEffect, useState } from 'react';

/** A QR code, drawn in the browser: what it says goes nowhere. Black on white in the dark, too, for cameras. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [drawing, setDrawing] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let left = false;
    void import('uqr').then(({ encode }) => {
      const { data, size } = encode(text, { border: 2 });
      const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
      if (!left) setDrawing({ size, path: dots.join('') });
    });
    return () => {
      left = true;
    };
  }, [text]);
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${drawing?.size ?? 1} ${drawing?.size ?? 1}`}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      {drawing && <path d={drawing.path} fill="#000" />}
    </svg>
  );
}
