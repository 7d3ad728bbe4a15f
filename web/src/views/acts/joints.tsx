import type { Session } from '../../live/session';
import type { Joint } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';

const JOINTS: readonly Joint[] = ['me', 'pod', 'circle', 'network'];

/** Whether to ask between whom it happens: only members of pods are asked. */
export const isUnclear = (session: Session): boolean =>
  session.isOn('rounds') &&
  (session.pod !== undefined || (session.isOn('pods') && (session.view.value!.own_pods?.length ?? 0) > 0));

interface Props {
  joint: Joint | undefined;
  pick: (joint: Joint | undefined) => void;
}

/** Between whom it happens, by one tap. */
export const Joints = ({ joint, pick }: Props) => (
  <fieldset class="days">
    <legend>{words.jointLead}</legend>
    {JOINTS.map(each => (
      <Button key={each} class="chip" pressed={each === joint} act={() => pick(each === joint ? undefined : each)}>
        {words.joint[each]}
      </Button>
    ))}
  </fieldset>
);
