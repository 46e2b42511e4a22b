"""What a facilitator opens: the notebooks as zip files to hand out, and the folder of a room in JupyterLab."""
