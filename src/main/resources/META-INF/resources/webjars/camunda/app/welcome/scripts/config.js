// Replaces the shipped file, defaults included.

const french = (navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('fr');

// The file loaded last sets the language of dates, and the fallback is always loaded:
// it must therefore be the reader's own language.
export default {
  app: {
    name: 'Mon dossier',
    vendor: 'Ville de Laval ·'
  },

  locales: {
    availableLocales: ['en', 'fr'],
    fallbackLocale: french ? 'fr' : 'en'
  },

  disableWelcomeMessage: true
};
