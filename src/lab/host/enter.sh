#!/bin/sh
# Runs a shell's text in this qube, from /, in an environment of its own.
# A program that asks the kernel for cards is shown the uplinks as what they stand for: a veth pair has no device behind it,
# a card has. So the folder of the interfaces is made anew for that one program.
# $1 the text
cd /
case $1 in
  *"'/sys'"*) exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin unshare --mount sh /run/lab/programs/cards.sh "$1" ;;
  *) exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c "$1" ;;
esac
