// Every word of the page, in English. Each is a constant of its own, in a file by the place where it is read: a part of the
// page then comes with its own words, without their names.
export * from './en/agreeing';
export * from './en/agreements';
export * from './en/asking';
export * from './en/beside';
export * from './en/board';
export * from './en/card';
export * from './en/compose';
export * from './en/door';
export * from './en/host';
export * from './en/joint';
export * from './en/lift';
export * from './en/meets';
export * from './en/open-ends';
export * from './en/people';
export * from './en/pod-ends';
export * from './en/pod-sheets';
export * from './en/pods';
export * from './en/promises';
export * from './en/quiet';
export * from './en/refusals';
export * from './en/retro';
export * from './en/rounds';
export * from './en/share';
export * from './en/together';
export * from './en/trail';
export * from './en/weave';
