/** What went wrong with the whole form; read aloud when it comes. */
export function Problem({ text }: { text: string | null }) {
  return <div role="alert">{text && <p className="problem">{text}</p>}</div>;
}

/** After the errors are shown, the keyboard stands in the first field that has one. */
export function focusFirstWrong(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

interface ChoiceProps<Value extends string> {
  legend: string;
  name: string;
  value: Value;
  options: { value: Value; label: string; text?: string }[];
  onChange(value: Value): void;
}

/** One of a few, all seen at once. */
export function Choice<Value extends string>({ legend, name, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            {option.label}
            {option.text && <small>{option.text}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
