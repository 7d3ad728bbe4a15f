export { Meetings } from './meetings';
export { Next } from './next';
export { RhythmForm } from './rhythm-form';
