#!/bin/sh
# npm.sh ASSETS OUT: brings the packages of ASSETS/package-lock.json to
# OUT/node_modules (checked against the hashes there, no scripts run) and picks
# what the program serves: htmx.min.js, echarts.min.js, licenses.txt.
# Packages that lie in ASSETS/node_modules already are used as they are.
set -eu
assets=$(realpath "$1")
cd "$2"
modules=node_modules

if [ -d "$assets/node_modules" ]; then
	[ -L "$modules" ] || rm -rf "$modules"
	ln -sfn "$assets/node_modules" "$modules"
elif [ ! -d "$modules" ] || [ -L "$modules" ] || ! cmp -s "$assets/package-lock.json" package-lock.json; then
	rm -rf "$modules" package-lock.json
	cp "$assets/package.json" "$assets/package-lock.json" "$assets/.npmrc" .
	for try in 1 2 3; do
		npm ci --ignore-scripts --prefer-offline --no-progress --loglevel=error >&2 && break
		if [ $try = 3 ]; then rm -f package-lock.json; exit 1; fi
		sleep $((try * 3))
	done
fi

cp "$modules/htmx.org/dist/htmx.min.js" htmx.min.js
cp "$modules/echarts/dist/echarts.common.min.js" echarts.min.js

{
	echo "本程序的网页含有下列第三方作品，许可如下。"
	for package in @tabler/icons htmx.org echarts zrender tslib; do
		version=$(sed -n 's/^[[:space:]]*"version": *"\([^"]*\)".*/\1/p' "$modules/$package/package.json" | head -n 1)
		printf '\n==== %s %s ====\n\n' "$package" "$version"
		for file in LICENSE LICENSE.txt NOTICE; do
			if [ -f "$modules/$package/$file" ]; then cat "$modules/$package/$file"; echo; fi
		done
	done
} > licenses.txt
