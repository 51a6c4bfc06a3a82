/**
 * Adds a spinner and a text to the panel. The overlay's styles hide them while the host shows content
 * of its own.
 */
export function showDefaultContent(panel: HTMLElement, text: string): void {
  const spinner = document.createElement('div')
  spinner.ariaHidden = 'true'
  Object.assign(spinner.style, {
    width: '36px',
    height: '36px',
    margin: '0 auto 16px',
    boxSizing: 'border-box',
    border: '3px solid',
    borderTopColor: 'transparent',
    borderRadius: '50%',
    opacity: '0.6',
  })
  const isMotionReduced = matchMedia('(prefers-reduced-motion: reduce)').matches
  spinner.animate(
    { rotate: ['0deg', '360deg'] },
    {
      duration: isMotionReduced ? 4_000 : 900,
      iterations: Infinity,
    },
  )

  const status = document.createElement('p')
  status.role = 'status'
  Object.assign(status.style, { margin: '0', font: '16px/1.5 system-ui, sans-serif' })

  const content = document.createElement('div')
  content.className = 'resumable-inquiry-default'
  Object.assign(content.style, {
    position: 'absolute',
    inset: '0',
    margin: 'auto',
    height: 'fit-content',
    padding: '24px',
    textAlign: 'center',
  })
  content.append(spinner, status)
  panel.append(content)
  // A live region is announced when its text changes, not when it comes with one.
  requestAnimationFrame(() => {
    status.textContent = text
  })
}
