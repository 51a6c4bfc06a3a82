import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Knob, PanelState, WidgetBehaviour } from '../../panel-contract.ts'
import { panelQueryOptions, turnKnob } from './panel-query.ts'

interface KnobBoardProps {
  panel: PanelState
  onTurned: (knob: Knob, label: string) => void
}

const widgets: readonly { behaviour: WidgetBehaviour; label: string }[] = [
  { behaviour: 'normal', label: 'starts' },
  { behaviour: 'slow', label: 'starts slowly' },
  { behaviour: 'hang', label: 'hangs' },
  { behaviour: 'crash', label: 'crashes' },
]

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
  const knob = (name: Knob, text: string, label: string, props: { pressed?: boolean } = {}) => (
    <button
      type="button"
      className="knob"
      aria-pressed={props.pressed}
      onClick={() => turning.mutate({ knob: name, label })}
    >
      {text}
    </button>
  )
  const isCut = panel.network === 'cut'

  return (
    <div className="board">
      <KnobGroup title="Kill the session now. The widget says">
        {knob('kill_unauthenticated', 'unauthenticated', 'Session killed: unauthenticated')}
        {knob('kill_unknown', 'unknown', 'Session killed: unknown')}
        {knob('kill_silence', 'nothing', 'Session killed in silence')}
      </KnobGroup>
      <KnobGroup title="The inquiry">
        {knob('expire', 'Expire', 'Inquiry expired')}
        {knob('approve', 'Approve', 'Inquiry approved')}
        {knob('decline', 'Decline', 'Inquiry declined')}
      </KnobGroup>
      <KnobGroup title="The next widget">
        {widgets.map(({ behaviour, label }) => (
          <span key={behaviour}>
            {knob(`widget_${behaviour}`, label, `From now on the widget ${label}`, {
              pressed: panel.widget === behaviour,
            })}
          </span>
        ))}
      </KnobGroup>
      <KnobGroup title="The network to Persona">
        {knob('network_restore', 'up', 'Network restored', { pressed: !isCut })}
        {knob('network_cut', 'cut', 'Network cut', { pressed: isCut })}
      </KnobGroup>
      <KnobGroup title="Start over">
        {knob('begin_again', 'Begin the story again', 'The story begins again')}
        {knob('forget_everything', 'Restart Persona', 'Persona restarted, everything forgotten')}
      </KnobGroup>
      <p role="alert" className="alert-text">
        {turning.error?.message}
      </p>
    </div>
  )
}

function KnobGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="knobs">
      <legend>{title}</legend>
      <div className="knob-row">{children}</div>
    </fieldset>
  )
}
