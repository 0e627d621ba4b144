"""Write the download page of an output folder."""
