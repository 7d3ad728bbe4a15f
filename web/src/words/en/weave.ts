// Who builds with whom, and the way back to each other.

export const whoBuilds = 'Who builds with whom';
export const weaveLead = 'A line where two have built on each other’s traces: the more, the thicker.';
export const weavePicture = 'A picture of who builds with whom. The table below says the same.';
export const everyone = 'Everyone';
export const youInMiddle = 'You in the middle';
export const findPerson = 'Look at';
export const nobodyPicked = 'Tap someone, or choose a name';
export const asTable = 'As a table';
export const person = 'Who';
export const buildsWith = 'Builds with';
export const builds = {
  thick: (names: string) => `Again and again with ${names}.`,
  middle: (names: string) => `Often with ${names}.`,
  thin: (names: string) => `Now and then with ${names}.`,
};
export const noTies = 'Not with anyone yet.';
export const noWeave = 'Nobody has built on another’s trace yet. The first line begins with one tap on “Build on”.';
export const podRings = (names: string) => `In the small rings: ${names}.`;
export const gatheringRing = (name: string) => `In the inner ring: who left traces in ${name}.`;
export const theLastGathering = 'the last gathering';
export const reconnect = 'Reconnect';
export const reconnectLead =
  'Groups of people who have hardly built with each other yet. Each can be offered a pod. Who declines is told to nobody.';
export const groupSize = 'How many in each?';
export const offerFor = 'What is it for?';
export const offerUsual = 'Meet anew: one small thing together';
export const offerAll = 'Invite everyone to theirs';
export const offered = 'Invited. Each is told of theirs alone.';
export const nobodyToGroup = 'It takes at least two people.';
export const thisIsHosts = 'Only hosts look for groups.';
