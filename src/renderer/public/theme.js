// Runs before the first paint, so that a chosen theme never flashes the other one.
;(() => {
  const chosen = localStorage.getItem('sojourn.theme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
})()
