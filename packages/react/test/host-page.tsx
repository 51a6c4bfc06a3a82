import type { ReactElement, ReactNode } from 'react'

/** Application around a flow, for stories: the page behind it, and a button that opens it. */
export function HostPage({
  status = 'Not finished yet',
  onOpen,
  children,
}: {
  status?: string
  onOpen?: () => void
  children?: ReactNode
}): ReactElement {
  return (
    <main
      style={{
        boxSizing: 'border-box',
        maxWidth: '36rem',
        margin: '0 auto',
        padding: '48px 24px',
        font: '16px/1.5 system-ui, sans-serif',
      }}
    >
      <h1 style={{ margin: '0 0 8px', fontSize: '1.75rem', lineHeight: 1.25 }}>Your account</h1>
      <p style={{ margin: '0 0 24px' }}>One thing is left before you can send money.</p>
      <section
        style={{
          padding: 24,
          border: '1px solid color-mix(in srgb, currentcolor 20%, transparent)',
          borderRadius: 12,
        }}
      >
        <h2 style={{ margin: '0 0 4px', fontSize: '1.125rem' }}>Verify your identity</h2>
        <p style={{ margin: '0 0 16px' }}>{status}</p>
        {onOpen && (
          <button
            type="button"
            onClick={onOpen}
            style={{ minHeight: 44, padding: '8px 16px', font: 'inherit' }}
          >
            Continue verification
          </button>
        )}
      </section>
      {children}
    </main>
  )
}
