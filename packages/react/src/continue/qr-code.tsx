import type { ReactElement } from 'react'
import { encode } from 'uqr'

/** QR code of a text. It is dark on light in any color scheme: not every camera reads the inverse. */
export function QrCode({ text, title }: { text: string; title: string }): ReactElement {
  const { data, size } = encode(text, { border: 4 })
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      role="img"
      aria-label={title}
      className="resumable-inquiry-qr-code"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
