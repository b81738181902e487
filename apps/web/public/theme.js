// Runs before the first paint; an external file, because the Content-Security-Policy allows no inline script.
;(function () {
  var wanted = 'system'
  try {
    wanted = localStorage.getItem('levee.theme') || 'system'
  } catch {
    wanted = 'system'
  }
  var dark =
    wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
