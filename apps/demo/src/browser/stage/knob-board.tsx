import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Knob, PanelState } from '../../panel-contract.ts'
import { panelQueryOptions, turnKnob } from './panel-query.ts'
import { silentKill } from './story-hint.ts'

interface KnobBoardProps {
  panel: PanelState
  onTurned: (knob: Knob, label: string) => void
}

/** Everything that can be made to happen to the person's inquiry. */
export function KnobBoard({ panel, onTurned }: KnobBoardProps) {
  const queryClient = useQueryClient()
  const turning = useMutation({
    mutationFn: ({ knob }: { knob: Knob; label: string }) => turnKnob(knob),
    onSuccess(state, { knob, label }) {
      queryClient.setQueryData(panelQueryOptions.queryKey, state)
      onTurned(knob, label)
    },
  })
  // `isTurned` is for knobs that stay as they are; the others do something once.
  const knob = (name: Knob, text: string, label: string, isTurned?: boolean) => (
    <button
      type="button"
      className="knob-button"
      aria-pressed={isTurned}
      onClick={() => turning.mutate({ knob: name, label })}
    >
      {text}
    </button>
  )
  const { network, widget } = panel

  return (
    <div className="board">
      <KnobGroup title="Kill the session now, and the widget reports" isMain>
        {knob(
          'kill_unauthenticated',
          'unauthenticated',
          'Session killed, reported unauthenticated',
        )}
        {knob('kill_unknown', 'unknown', 'Session killed, reported unknown')}
        {knob('kill_silence', 'nothing', silentKill)}
      </KnobGroup>
      <KnobGroup title="Inquiry">
        {knob('expire', 'Expire', 'Inquiry expired')}
        {knob('approve', 'Approve', 'Inquiry approved')}
        {knob('decline', 'Decline', 'Inquiry declined')}
      </KnobGroup>
      <KnobGroup title="Next widget">
        {knob('widget_normal', 'fine', 'Widgets start as usual', widget === 'normal')}
        {knob('widget_slow', 'slow', 'Widgets start slowly', widget === 'slow')}
        {knob('widget_hang', 'hangs', 'Widgets hang', widget === 'hang')}
        {knob('widget_crash', 'crashes', 'Widgets crash', widget === 'crash')}
      </KnobGroup>
      <KnobGroup title="Network">
        {knob('network_restore', 'up', 'Network to Persona restored', network === 'up')}
        {knob('network_cut', 'cut', 'Network to Persona cut', network === 'cut')}
      </KnobGroup>
      <KnobGroup title="Start over">
        {knob('begin_again', 'Begin again', 'The story begins again')}
        {knob('forget_everything', 'Restart Persona', 'Persona restarted, everything forgotten')}
      </KnobGroup>
      <p role="alert" className="board-alert">
        {turning.error?.message}
      </p>
    </div>
  )
}

interface KnobGroupProps {
  title: string
  isMain?: boolean
  children: ReactNode
}

function KnobGroup({ title, isMain = false, children }: KnobGroupProps) {
  return (
    <div className={isMain ? 'knobs main' : 'knobs'} role="group" aria-label={title}>
      <span className="knobs-title" aria-hidden="true">
        {title}
      </span>
      <div className="knob-row">{children}</div>
    </div>
  )
}
