-- Which files are served is looked for by its kind, at each start and by whoever asks.
CREATE INDEX event_web ON event(idx) WHERE kind = 'web.published';
