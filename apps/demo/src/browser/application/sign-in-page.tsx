import { useMutation, useQueryClient } from '@tanstack/react-query'
import { people } from '../../people.ts'
import { report } from '../playground-messages.ts'
import { meQueryOptions, signIn } from './account.ts'
import { Brand } from './brand.tsx'

/** Signs in one of the demo's people. */
export function SignInPage({ hasEmulator }: { hasEmulator: boolean }) {
  const queryClient = useQueryClient()
  const signingIn = useMutation({
    mutationFn: signIn,
    async onSuccess() {
      await queryClient.invalidateQueries(meQueryOptions)
      report({ kind: 'signed_in_or_out' })
    },
  })

  return (
    <main className="sign-in">
      <Brand />
      <h1>Who is banking today?</h1>
      <p className="quiet">Two customers of this demonstration. Neither has a password.</p>
      <ul className="people">
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="person"
              disabled={signingIn.isPending}
              onClick={() => signingIn.mutate(person.id)}
            >
              <span className="avatar" aria-hidden="true">
                {person.firstName.charAt(0)}
                {person.lastName.charAt(0)}
              </span>
              <span className="person-text">
                <strong>
                  {person.firstName} {person.lastName}
                </strong>
                {/* The descriptions are true of the fixture, which only the emulator has. */}
                {hasEmulator && <span className="quiet">{person.description}</span>}
              </span>
              <span className="person-arrow" aria-hidden="true">
                →
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="alert" className="alert-text">
        {signingIn.isError && 'Signing in did not work. Check that the demo is still running.'}
      </p>
    </main>
  )
}
