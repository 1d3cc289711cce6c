// Finds codes by number, phrase and symptom in what codes.js lists.
"use strict";
(() => {
	const form = document.getElementById("search");
	const input = document.getElementById("words");
	const found = document.getElementById("found");
	const nothing = document.getElementById("nothing");
	const plain = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
	    .toLowerCase();
	const entries = codes.map((texts) => texts.map((s) => plain(String(s))));

	// All words must be there; what counts is how early a text has them.
	const rank = (texts, words) => {
		let sum = 0;
		for (const word of words) {
			const at = texts.findIndex((s, i) => i === 0 ?
			    s.startsWith(word) : s.includes(word));
			if (at < 0)
				return Infinity;
			sum += at;
		}
		return sum;
	};

	const sentence = (texts, words) => {
		for (let i = 2; i < texts.length; i++)
			for (const s of texts[i].split(/(?<=\.) /))
				if (words.some((word) => plain(s).includes(word)))
					return s;
		return "";
	};

	const show = () => {
		const words = plain(input.value).split(/\s+/).filter(Boolean);
		const ranked = words.length === 0 ? [] : entries
		    .map((texts, i) => [rank(texts, words), i])
		    .filter(([r]) => r < Infinity)
		    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
		    .slice(0, 12);
		found.replaceChildren(...ranked.map(([, i]) => {
			const item = document.createElement("li");
			const link = document.createElement("a");
			link.href = codes[i][0] + ".html";
			link.textContent = codes[i][0] + " " + codes[i][1];
			item.append(link, " ", sentence(codes[i], words));
			return item;
		}));
		nothing.hidden = words.length === 0 || ranked.length > 0;
	};

	form.hidden = false;
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const first = found.querySelector("a");
		if (first !== null)
			location.href = first.href;
	});
	input.addEventListener("input", show);
	show();
})();
