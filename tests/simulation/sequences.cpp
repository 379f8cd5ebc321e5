int unfinished;
