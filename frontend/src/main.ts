import './main.css';
import './htmx';
import { keepTimesFresh } from './times';
import { followJobs } from './live';
import { walkChanges } from './changes';
import { sendOnce } from './forms';
import { showWhereOneIs } from './rail';
import { takeCodeFromAddress } from './setup';

showWhereOneIs(document);
keepTimesFresh(document);
followJobs(document);
walkChanges(document);
sendOnce(document);
takeCodeFromAddress(document);
