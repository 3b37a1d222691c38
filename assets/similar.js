// Like proposals while the title is typed: the part below the form is fetched anew, half a second after the last key.
(() => {
	const field = document.querySelector('[data-similar]');
	const title = document.getElementById('f-title');
	let wait, asked = '';
	if (!field || !title) return;
	const look = async () => {
		const text = title.value.trim();
		if (text.length < 2 || text === asked) return;
		asked = text;
		const answer = await fetch(`${field.dataset.similar}?title=${encodeURIComponent(text)}`, { credentials: 'same-origin' });
		if (answer.ok && text === title.value.trim()) document.getElementById('similar').outerHTML = await answer.text();
	};
	title.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(() => look().catch(() => {}), 500); });
})();
