import './main.css';
import './htmx';
import { keepTimesFresh } from './times';
import { followInventory, followJobs, keepUnfolded } from './live';
import { keepBarLive } from './bar';
import { walkChanges } from './changes';
import { sendOnce } from './forms';
import { showWhereOneIs } from './rail';
import { takeCodeFromAddress } from './setup';

showWhereOneIs(document);
keepTimesFresh(document);
keepBarLive(document);
followJobs(document);
followInventory(document);
keepUnfolded(document);
walkChanges(document);
sendOnce(document);
takeCodeFromAddress(document);
