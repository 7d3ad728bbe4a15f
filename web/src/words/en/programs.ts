// Programs, on the host’s page.
export const programsLead = 'What writes or reads here by itself: a board in the kitchen, a sensor, a script.';
export const leavingTraces = 'Programs that leave traces';
export const leavingTracesMeans =
  'A program leaves traces under a name of its own, marked as a program’s. It is no member: it reads nothing, sees nobody and counts nowhere.';
export const letInBy = (name: string) => `let in by ${name}`;
export const noPrograms = 'No program yet.';
export const programName = 'Its name';
export const programNameHint = 'Kitchen board';
export const letProgramIn = 'Let a program in';
export const tokenOnce = 'Give the program this token. It works like a password, and is shown this once.';
export const token = 'Token';
export const address = 'Where it leaves traces';
export const forExample = 'For example, from a command line';
export const exampleTrace = 'Bread is out of the oven';
export const copyOf = (what: string) => `Copy: ${what}`;
export const endProgram = 'End';
export const endOf = (name: string) => `End ${name}`;
export const endProgramSure = (name: string) => `End ${name}?`;
export const endProgramMeans = 'It leaves nothing more. What it left stays.';
