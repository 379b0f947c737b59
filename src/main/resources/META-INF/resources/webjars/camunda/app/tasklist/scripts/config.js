// Replaces the shipped file, defaults included.

const french = (navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('fr');

// The file loaded last sets the language of dates, and the fallback is always loaded:
// it must therefore be the reader's own language.
export default {
  app: {
    name: french ? 'Tâches' : 'Tasks',
    vendor: 'Ville de Laval ·'
  },

  locales: {
    availableLocales: ['en', 'fr'],
    fallbackLocale: french ? 'fr' : 'en'
  },

  disableWelcomeMessage: true,

  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: french ? 'S’attribuer la tâche choisie' : 'claims the currently selected task'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: french ? 'Aller au premier filtre de la liste' : 'set the focus to the first filter in the list'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: french ? 'Aller à la première tâche de la liste' : 'sets the focus to the first task in the list'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: french ? 'Aller au premier champ du formulaire de la tâche' : 'sets the focus to the first input field in a task form'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: french ? 'Ouvrir la fenêtre de démarrage d’un processus' : 'opens the start process modal dialog'
    }
  }
};
