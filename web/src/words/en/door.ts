// Where there is no board: the way in, and what stands there for who may not.

export const whatThisIs = 'A live board for a circle of people. Do your thing, leave a trace, build on someone’s.';
export const askForLink = 'Ask someone in your circle for a link.';
export const yourCircles = 'Your circles';
export const invited = 'You are invited to';
export const welcomeBack = 'Welcome back,';
export const oneMoment = 'One moment…';
export const noWay = 'No way in here';
export const joinLead = 'Choose a name and a colour. That is all: no e-mail, no password.';
export const signInLead = (circle: string) => `This link signs you in to ${circle} in this browser.`;
export const join = (circle: string) => `Join ${circle}`;
export const signIn = 'Come in';
export const notIn = 'You are not signed in here';
export const notInLead = 'Open your link in this browser, or ask a host for one.';
export const removed = 'You are not with this circle any more.';
export const removedLead = 'Your traces stay on the board. A host can let you back in.';
export const noCircle = 'There is no such circle here';
export const noCircleLead = 'Perhaps the link is old, or belongs to another server.';
