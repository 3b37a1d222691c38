# For ./run, ./test and ./fuzz, read with ".": installing what is missing, building.

say()
{
	printf '%s\n' "$*" >&2
}

# missing GROUP…: the packages of tools/packages.txt that are not there.
missing()
{
	groups=" $* "
	wanted=
	while read -r group package command; do
		case $groups in *" $group "*) ;; *) continue ;; esac
		if [ -n "$command" ] && command -v "$command" > /dev/null; then continue; fi
		wanted="$wanted $package"
	done < tools/packages.txt
	[ -n "$wanted" ] || return 0
	# shellcheck disable=SC2016,SC2086
	there=$(dpkg-query -W -f='${Package}=${db:Status-Status}\n' $wanted 2> /dev/null || true)
	for package in $wanted; do
		case "
$there
" in *"
$package=installed
"*) ;; *) printf '%s ' "$package" ;; esac
	done
}

# install GROUP…: brings them with apt. Does nothing, fast, when all are there.
install()
{
	packages=$(missing "$@")
	[ -n "$packages" ] || return 0
	if ! command -v apt-get > /dev/null; then
		say "这里没有 apt。请先装好这些软件包（Debian 12 的名字）：$packages"
		return 1
	fi
	sudo=
	if [ "$(id -u)" != 0 ]; then
		if ! command -v sudo > /dev/null; then
			say "需要管理员权限。请以 root 运行：apt-get install $packages"
			return 1
		fi
		sudo="sudo -E"
	fi
	say "正在安装：$packages"
	export DEBIAN_FRONTEND=noninteractive
	if ! ls /var/lib/apt/lists/*_Packages* > /dev/null 2>&1; then
		$sudo apt-get update -qq >&2
	fi
	# shellcheck disable=SC2086
	$sudo apt-get install -y -qq --no-install-recommends $packages >&2 && return 0
	$sudo apt-get update -qq >&2
	# shellcheck disable=SC2086
	$sudo apt-get install -y -qq --no-install-recommends $packages >&2
}

# build FOLDER [meson options]: sets the folder up once, builds what changed.
build()
{
	folder=$1
	shift
	if [ ! -f "$folder/build.ninja" ]; then
		say "第一次构建，约需两分钟……"
		if ! meson setup "$folder" "$@" > build-setup.log 2>&1; then
			tail -n 20 build-setup.log >&2
			return 1
		fi
		rm -f build-setup.log
	fi
	if [ -t 2 ]; then ninja --quiet -C "$folder" >&2; return; fi
	if ! ninja -C "$folder" > "$folder/build.log" 2>&1; then
		grep -v '^\[' "$folder/build.log" | tail -n 60 >&2
		return 1
	fi
}
