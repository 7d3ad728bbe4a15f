// The browsers and programs by which one is signed in.
export const devices = 'Tus dispositivos';
export const deviceHere = 'Este navegador';
export const deviceOther = 'Otro navegador o programa';
export const deviceUsed = (since: string, used: string) => `Desde: ${since} · último uso: ${used}`;
export const deviceEnd = 'Cerrar su sesión';
export const deviceEndSure = '¿Cerrar la sesión de ese dispositivo?';
export const deviceEndMeans = 'Quien lo tenga en la mano necesitará un enlace para volver.';
export const deviceEndOthers = 'Cerrar todas las demás';
export const deviceEndOthersSure = '¿Cerrar la sesión de todos tus otros dispositivos?';
