// What a host does about a trace.
export const hide = 'Huna';
export const hideSure = 'Ka hunaia tēnei tapuwae?';
export const restore = 'Whakaatu anō';
export const hideWhy = 'He aha ai?';
export const hideReasons = [
  'Kāore pea tētahi kei roto i te hiahia.',
  'Ka whara tētahi.',
  'Ehara i te mea mō ā tātou mahi i konei.',
  'E rua ōna putanga i konei.',
];
export const hideOwnWords = 'Ki āu ake kupu rānei';
export const hideMeans =
  'Ka kīia ki tōna kaituhi kua hunaia, me te take, ā, ka taea tonu e ia te pānui. Ko ngā kaimanaaki anake atu ka kite.';
