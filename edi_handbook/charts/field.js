// One labelled control of a live notebook (anywidget): a list, or a number. `charts/live.py` has the other half.

const control = (model) => {
  const options = model.get("options");
  const made = document.createElement(options ? "select" : "input");
  if (options) made.append(...options.map((words) => new Option(words, words)));
  else Object.assign(made, { type: "number", min: model.get("low"), max: model.get("high"), step: model.get("step") });
  // On the control itself, or JupyterLab takes its keys for commands of its own: B inserts a cell, D D deletes one.
  made.setAttribute("data-lm-suppress-shortcuts", "");
  return made;
};

const render = ({ model, el }) => {
  const label = document.createElement("label");
  const field = control(model);
  const fault = document.createElement("span");
  // Not a counter: each control has its own copy of this module.
  field.id = `edi-field-${Math.random().toString(36).slice(2)}`;
  fault.id = `${field.id}-fault`;
  fault.setAttribute("role", "status");
  field.setAttribute("aria-describedby", fault.id);
  label.htmlFor = field.id;
  label.textContent = model.get("label");
  el.classList.add("edi-field");
  el.append(label, field, fault);

  const show = () => { field.value = model.get("value"); };
  const send = () => {
    const fits = field.checkValidity() && field.value !== "";
    fault.textContent = fits ? "" : field.validationMessage || "Type a number.";
    field.setAttribute("aria-invalid", String(!fits));
    if (!fits) return;
    model.set("value", field.type === "number" ? field.valueAsNumber : field.value);
    model.save_changes();
  };
  show();
  model.on("change:value", show);
  // `change` and not `input`: a number half typed would redraw the chart for nothing.
  field.addEventListener("change", send);
};

export default { render };
