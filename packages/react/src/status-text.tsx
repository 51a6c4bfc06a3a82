'use client'

import { type CSSProperties, type ReactElement, useEffect, useState } from 'react'

// For screen readers only. Inline, so that it works without the stylesheet.
const hidden: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

/** Text that assistive technology announces, at first and at each change. */
export function StatusText({
  children,
  className,
  isHidden = false,
}: {
  children: string
  className?: string
  isHidden?: boolean
}): ReactElement {
  // A live region is announced when its text changes, not when it comes with one.
  const [text, setText] = useState('')
  useEffect(() => {
    const frame = requestAnimationFrame(() => setText(children))
    return () => cancelAnimationFrame(frame)
  }, [children])
  return (
    <p role="status" className={className} style={isHidden ? hidden : undefined}>
      {text}
    </p>
  )
}
