// Runs before the first paint: the chosen theme and language must not flicker in afterwards.
// A file of its own because the content security policy allows no inline script.
(function () {
  var root = document.documentElement;
  var theme = null;
  var locale = null;
  try {
    theme = localStorage.getItem('theme');
    locale = localStorage.getItem('locale');
  } catch {
    // Storage may be switched off; the system's choice is used then.
  }
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.classList.toggle('is-dark', dark);
  if (/^[a-z]{2}$/.test(locale || '')) root.lang = locale;

  // The words come with the scripts and not after them. Their files are named by the build; see src/i18n/locale.ts.
  var files = document.currentScript.dataset;
  var wanted = [locale].concat(navigator.languages, 'en').map(function (tag) {
    return files[String(tag).toLowerCase().split('-')[0]];
  });
  var words = document.createElement('link');
  words.rel = 'modulepreload';
  words.href = wanted.find(Boolean) || '';
  if (words.href) document.head.append(words);
})();
