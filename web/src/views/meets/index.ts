export { Next } from './next';
export { RhythmForm } from './rhythm-form';
