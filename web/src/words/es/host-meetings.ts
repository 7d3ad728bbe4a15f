// What a host plans: gatherings, reviews and pods.
export const comingUp = 'Encuentros';
export const nothingComes = 'No hay ninguno en curso ni planeado.';
export const reviewDays = 'Acuerdos, y cuándo se vuelve a mirar cada uno';
export const setRhythm = 'Decir cuándo se reúne';
export const noneCalled = 'Ahora no hay ningún grupito convocado.';
export const podsAreTheirs = 'Cualquiera puede convocar uno; solo quienes están dentro ven lo que hay';
