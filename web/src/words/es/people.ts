// Who is here, and oneself.
import { waitingCount } from './board';

export const language = 'Idioma';
export const yourName = 'Tu nombre';
export const yourColour = 'Tu color';
export const colours = [
  'turquesa',
  'óxido',
  'violeta',
  'oliva',
  'musgo',
  'rosa',
  'azul',
  'tierra',
  'rojo',
  'pizarra',
  'ciruela',
  'verde',
];
export const youNamed = (name: string) => `${name} (tú)`;
export const otherDevice = 'Otro dispositivo';
export const makeLink = 'Crear un enlace para él';
export const signOut = 'Cerrar sesión';
export const signOutSure = '¿Cerrar sesión en este navegador?';
export const signOutMeans = 'Para volver necesitarás un enlace.';
export const signOutLoses = (count: number) =>
  `${waitingCount(count)}: al cerrar sesión se pierde lo que aún no se envió.`;
export const rest = 'Descansar';
export const restYes = 'Descansar un tiempo';
export const restLead = 'No hace falta dar motivos. Tu cara lo muestra, y vuelves en cuanto haces algo.';
export const restingNow = 'Estás descansando. Lo próximo que hagas termina el descanso.';
export const leaveCircle = 'Irme del círculo';
export const leaveSure = '¿Irte de este círculo?';
export const leaveMeans = [
  'Tus huellas quedan, con tu nombre. Lo que no deba quedar, retíralo antes.',
  'Se cierra tu sesión en todos tus dispositivos, y sales de tus grupitos.',
  'Los demás ven que te fuiste.',
  'Si quieres volver, un anfitrión te deja entrar de nuevo con un enlace, con tu nombre.',
];
export const onlyHost = 'Solo tú eres anfitrión aquí. Antes haz anfitrión a alguien más; después puedes irte.';
export const toPeople = 'Elegir a alguien';
export const theLink = 'El enlace';
export const qrOf = 'El enlace como código QR';
export const shownOnce = 'Se muestra solo ahora.';
export const copy = 'Copiar';
export const shareLink = 'Compartir';
export const copied = 'Copiado.';
export const selected = 'Este navegador no copia por sí solo. El texto está seleccionado: cópialo desde ahí.';
