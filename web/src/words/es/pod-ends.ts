// What becomes of a pod.
export const restPod = 'Dejarlo descansar';
export const closePod = 'Cerrar el grupito';
export const closeSure = '¿Cerrar este grupito para siempre?';
export const closeMeans = 'Ya no se podrá agregar nada. Quienes están en él aún pueden leerlo y llevárselo.';
