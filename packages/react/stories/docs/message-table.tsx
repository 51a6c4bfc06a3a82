import { defaultMessages } from '@resumable-inquiry/react/messages'
import type { ReactElement } from 'react'
import { continueMessages } from '../../src/continue/continue-messages.ts'

/** Every text with its key and its English default. */
export function MessageTable(): ReactElement {
  const { errors, ...plain } = defaultMessages
  const rows: (readonly [key: string, text: string])[] = [
    ...Object.entries(plain),
    ...Object.entries(errors).flatMap(([code, { title, text }]) => [
      [`errors.${code}.title`, title] as const,
      [`errors.${code}.text`, text] as const,
    ]),
    ...Object.entries(continueMessages).map(
      ([name, text]) => [`continueElsewhere.${name}`, String(text)] as const,
    ),
  ]
  return (
    <table>
      <thead>
        <tr>
          <th>key</th>
          <th>English</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([key, text]) => (
          <tr key={key}>
            <td>
              <code>{key}</code>
            </td>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
