// Where there is no board: the way in, and what stands there for who may not.

export const whatThisIs = 'A live board for a circle of people. Do your thing, leave a trace, build on someone’s.';
export const askForLink = 'Ask someone in your circle for a link, open it here or paste it.';
export const circleLost =
  'The link lost a part on its way: it doesn’t say any more which circle it leads to. Copy the whole link out of the message and paste it here, or ask for a new one.';
export const yourCircles = 'Your circles';
export const invited = 'You are invited to';
export const welcome = 'Welcome,';
export const oneMoment = 'One moment…';
export const noWay = 'No way in here';
export const joinLead = 'Choose a name and a colour. That is all: no e-mail, no password.';
export const signInLead = (circle: string) => `This link signs you in to ${circle} in this browser.`;
export const join = (circle: string) => `Join ${circle}`;
export const signIn = 'Come in';
export const notIn = 'You are not signed in here';
export const notInLead =
  'If a link brought you here, its end was lost on the way: copy the whole link out of the message and paste it, or ask a host for a new one.';
export const cookieRefused =
  'The link worked, but this browser doesn’t keep the cookie of this address, and can’t show you the board. Allow cookies here, or delete this address’s old ones, and try again: you stay the same person. For another browser, ask a host for a link of your own.';
export const placeTitle = 'Come in first';
export const placeLead =
  'The link leads to a place in a circle that you are not in yet. Paste the invite that you got, or ask a member for one: then you come to that place.';
export const youLeft = (name: string) => `You left ${name}.`;
export const youLeftLead = 'Your traces stay there. If you want to come back, ask a host for a link.';
export const removed = 'You are not with this circle any more.';
export const removedLead = 'Your traces stay on the board. A host can let you back in.';
export const noCircle = 'There is no such circle here';
export const noCircleLead =
  'Perhaps the link is old, or a part of it was lost. Paste the whole link, or ask for a new one.';
export const pasteLink = 'Your link';
export const openLink = 'Open it';
export const noLink = 'That isn’t a whole link. It has #invite= in it, and 43 signs behind that.';
export const inAlready = (name: string) => `You are signed in here as ${name}.`;
export const asAnother = 'Come in as someone else';
export const anotherMeans = (name: string) =>
  `${name} will not be signed in here any more, and needs a link to come back.`;
