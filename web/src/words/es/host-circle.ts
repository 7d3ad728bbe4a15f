// How a host sets the circle, and the circles around it.
import { plural } from './numbers';

export const circleName = 'Su nombre';
export const staysWarm = 'Cuánto tiempo sigue cálido un sendero';
export const fades = {
  day: { name: 'Un día de retiro', means: 'Lo que se hizo en la mañana tiene la mitad de calor en la noche.' },
  week: { name: 'Una semana', means: 'Para un círculo que se reúne cada semana o cada dos.' },
  month: { name: 'Un mes', means: 'Para un círculo que se reúne de vez en cuando.' },
  other: (hours: number) => ({ name: 'Como está ahora', means: `La mitad de calor después de ${span(hours)}.` }),
};
const span = (hours: number) =>
  hours < 1
    ? plural(Math.round(hours * 60), 'minuto', 'minutos')
    : hours < 48
      ? plural(hours, 'hora', 'horas')
      : plural(Math.round(hours / 24), 'día', 'días');
export const timeZone = 'Sus días son los de';
export const patterns = 'Lo que usa';
export const needsPattern = (name: string) => `Se apoya en “${name}”, que está apagado.`;
export const pattern = {
  open_ends: ['Puertas abiertas', '“Alguien podría …”, junto a una huella.'],
  promises: ['Promesas', '“Voy a … para …”: llegado el día se pregunta a quien la hizo.'],
  rounds: ['Rondas', 'Cada quien responde una vez, y entonces lee a los demás.'],
  resting: ['Descansar', 'Quien quiera puede decirlo, sin dar motivos.'],
  retros: ['Mirar atrás', 'Qué funciona, qué cambiar, qué probar; y lo que se aprendió.'],
  gatherings: ['Encuentros', 'Un tiempo con nombre: sus huellas quedan juntas.'],
  stories: ['Historias', 'Huellas de muchas personas, puestas en orden y contadas.'],
  sisters: ['Círculos hermanos', 'Las historias cruzan entre círculos, si quien las contó lo permite.'],
  pods: ['Grupitos', 'De dos a ocho personas, una intención y un final, en un espacio propio.'],
  agreements: ['Acuerdos', '“Cómo queremos convivir”: se prueban antes de vivirse.'],
  budding: ['Brotes', 'Un círculo que creció mucho siembra otros.'],
  weave: ['El tejido', 'Quién teje con quién, y grupos donde nacen lazos nuevos.'],
} as const;
export const buds = 'Círculos que nacen de este';
export const budsLead =
  'Hasta tres. Un círculo nuevo empieza con los ajustes, el ritmo, los acuerdos y las preguntas de este, y sin ninguna de sus huellas.';
export const budName = 'El nombre del círculo nuevo';
export const budHostLink = 'Para ti: abre el círculo nuevo como su anfitrión. Se muestra solo esta vez.';
export const budInviteLink = 'Para quienes van contigo: los deja entrar. Se muestra solo esta vez.';
