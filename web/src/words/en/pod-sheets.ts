// Where a pod is called, and where its terms stand.

export const call = 'Call it';
export const intention = 'What is it for?';
export const intentionHint = 'Learn to dry fruit';
export const places = 'Places, with yours';
export const lastDay = 'Its last day';
export const meetIn = 'Meet in a rhythm';
export const inviteThem = 'Invite';
export const whoIsIn = 'Who is in it';
export const hasCalled = 'called it';
export const invitedToIt = 'invited';
export const removedFromIt = 'removed';
export const removeThem = 'Remove';
export const removeFromPod = (name: string) => `Remove ${name} from this pod?`;
export const removeFromPodMeans =
  'They lose sight of it at once. What they left in it stays with those who are in it. The others see that they are gone.';
export const mayComeBack = 'May come back';
export const invite = 'Invite someone from the circle';
export const findName = 'Find a name';
export const nobodyLeft = 'Everyone in the circle is in it or invited.';
export const podRhythm = 'When we meet';
export const wakePod = 'Wake it';
export const restMeans = 'It wakes by itself as soon as someone leaves a trace.';
export const leavePod = 'Leave the pod';
export const leavePodSure = 'Leave this pod?';
export const leavePodMeans = 'You lose sight of it on every device. Your traces stay with those who are in it.';
export const keepPod = 'Download what it holds';
