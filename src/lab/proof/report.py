"""The page of all proofs that have been made."""
import glob
import html
import json
import os

STYLE = '''body { font: 15px/22px system-ui, sans-serif; max-width: 1100px; margin: 2rem auto; padding: 0 1rem;
  color: #1d1d1b; background: #fbfaf8 }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid #dcd9d2 }
td:first-child, td:last-child { font-family: ui-monospace, monospace; font-size: 13px }
.bad td { background: #fbe3e0 }
@media (prefers-color-scheme: dark) { body { color: #eceae6; background: #1b2026 }
  th, td { border-color: #39414a } .bad td { background: #512723 } }'''


def write_page(folder):
    releases = []
    for path in sorted(glob.glob(f'{folder}/R*.json')):
        with open(path, encoding='utf-8') as file:
            releases.append(json.load(file))
    told = ''.join(section(each) for each in releases)
    page = ('<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Proof by packets</title>'
            f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
            '<h1>Proof by packets</h1><p>A bridge is raised and taken down by the console on hosts made of namespaces, with '
            "this kernel's bridges and rules, a real NetworkManager and a real DHCP server. Each line is one packet or one "
            f'look.</p>{told}</body></html>\n')
    new = f'{folder}/index.html.{os.getpid()}'
    with open(new, 'w', encoding='utf-8') as file:
        file.write(page)
    os.replace(new, f'{folder}/index.html')


def section(told):
    rows = ''.join(
        f'<tr{"" if each["ok"] else " class=bad"}>' + ''.join(
            f'<td>{html.escape(str(each[name]))}</td>' for name in ('id', 'sent', 'expected', 'seen'))
        + f'<td>{"✓" if each["ok"] else "✗"}</td></tr>\n' for each in told['cases'])
    good = sum(each['ok'] for each in told['cases'])
    return (f'<h2>{html.escape(told["release"])}</h2><p>{good} of {len(told["cases"])} hold; it took {told["took"]} s.</p>'
            f'<table><tr><th>case<th>sent<th>expected<th>seen<th></tr>\n{rows}</table>')
