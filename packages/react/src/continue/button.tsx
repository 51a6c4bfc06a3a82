'use client'

import type { ReactElement, ReactNode } from 'react'

/** A button in the default look. */
export function Button({
  children,
  isStrong = false,
  onPress,
}: {
  children: ReactNode
  isStrong?: boolean
  onPress: () => void
}): ReactElement {
  return (
    <button
      type="button"
      className="resumable-inquiry-button"
      data-emphasis={isStrong ? 'strong' : undefined}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
