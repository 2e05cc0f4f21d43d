import htmx from 'htmx.org';

// Nothing that htmx reads from a page may become code, and it may talk to this console only.
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
