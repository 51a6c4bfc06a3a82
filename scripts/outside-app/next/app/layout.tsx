import '@resumable-inquiry/react/styles.css'
import type { ReactNode } from 'react'
import './globals.css'

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <h1>Your account</h1>
        {children}
      </body>
    </html>
  )
}
