#!/bin/sh
# Writes main.cf and master.cf for a set of domains.
#
#   render.sh --out /etc/postfix --hostname mx.example.org --domains "ubuntu.com kubuntu.org bounces.example.org" \
#     --certificate "/etc/ssl/key.pem, /etc/ssl/chain.pem" [--layout pass-through|queueing]
#
# SRS_DOMAIN belongs to the domains. A second run writes the same again.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
layout=pass-through out='' hostname='' domains='' certificate='' tls=none
forwarder='' socketmap=inet:127.0.0.1:10028 listen=smtp interfaces=all log=/dev/stdout

while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || { echo "$1 needs a value" >&2; exit 64; }
  case $1 in
    --layout) layout=$2 ;;
    --out) out=$2 ;;
    --hostname) hostname=$2 ;;
    --domains) domains=$2 ;;
    --certificate) certificate=$2 tls=may ;;
    --forwarder) forwarder=$2 ;;
    --socketmap) socketmap=$2 ;;
    --listen) listen=$2 ;;
    --interfaces) interfaces=$2 ;;
    --log) log=$2 ;;
    *) echo "there is no $1" >&2; exit 64 ;;
  esac
  shift 2
done
for wanted in out hostname domains; do
  eval "[ -n \"\$$wanted\" ]" || { echo "--$wanted is needed" >&2; exit 64; }
done
case $layout in
  pass-through) : "${forwarder:=127.0.0.1:10025}" ;;
  queueing) : "${forwarder:=127.0.0.1:10024}" ;;
  *) echo "--layout is pass-through or queueing" >&2; exit 64 ;;
esac
# What is put into the templates cannot be more than it says.
case "$hostname$domains$forwarder$socketmap$listen$interfaces$log$certificate" in
  *[!A-Za-z0-9.,:/_\ \[\]-]*) echo 'names, addresses and paths only' >&2; exit 64 ;;
esac

fill() {
  sed -e "s|@HOSTNAME@|$hostname|g" -e "s|@DOMAINS@|$domains|g" -e "s|@FORWARDER@|$forwarder|g" \
    -e "s|@SOCKETMAP@|$socketmap|g" -e "s|@LISTEN@|$listen|g" -e "s|@INTERFACES@|$interfaces|g" \
    -e "s|@NEXTHOP@|[${forwarder%:*}]:${forwarder##*:}|g" -e "s|@CERTIFICATE@|$certificate|g" -e "s|@TLS@|$tls|g" -e "s|@LOG@|$log|g"
}
mkdir -p "$out"
cat "$here/main.cf" "$here/$layout.cf" | fill >"$out/main.cf"
fill <"$here/master.cf" >"$out/master.cf"
