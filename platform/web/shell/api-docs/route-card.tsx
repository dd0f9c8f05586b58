import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './api-docs.module.css';
import { type ApiRoute, fieldsOf, type Schema, schemaOf, typeText } from './openapi.ts';

/** One route: its line, and opened its parameters, body and answers. Closed, it is but a line: there are hundreds. */
export function RouteCard({ route }: { route: ApiRoute }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.route} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code className={styles.method} data-method={route.method}>
          {route.method}
        </code>
        <code className={styles.path}>{route.path}</code>
        <span lang="en">{route.summary}</span>
      </summary>
      {open && <RouteBody route={route} />}
    </details>
  );
}

function RouteBody({ route }: { route: ApiRoute }) {
  const { t } = useTranslation();
  const parameters = route.parameters ?? [];
  const body = schemaOf(route.requestBody);
  return (
    <div className={styles.body}>
      {route.description && <p lang="en">{route.description}</p>}
      {parameters.length > 0 && (
        <Fields
          title={t('api.parameters')}
          fields={parameters.map(({ name, required = false, schema = {}, in: place }) => ({
            name,
            required,
            schema,
            place,
          }))}
        />
      )}
      {body && <Fields title={t('api.body')} fields={fieldsOf(body)} whole={body} />}
      {Object.entries(route.responses ?? {}).map(([status, answer]) => {
        const schema = schemaOf(answer);
        return <Fields key={status} title={t('api.answer', { status })} fields={fieldsOf(schema)} whole={schema} />;
      })}
    </div>
  );
}

interface FieldsProps {
  title: string;
  fields: { name: string; required: boolean; schema: Schema; place?: string }[];
  /** Said in words where it has no fields. */
  whole?: Schema | undefined;
}

function Fields({ title, fields, whole }: FieldsProps) {
  const { t } = useTranslation();
  const placed = fields.some(({ place }) => place);
  return (
    <>
      <h3>{title}</h3>
      {fields.length === 0 ? (
        <p>{whole ? <code>{typeText(whole)}</code> : t('api.nothing')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('api.name')}</th>
              {placed && <th scope="col">{t('api.in')}</th>}
              <th scope="col">{t('api.type')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ name, required, schema, place }) => (
              <tr key={`${place} ${name}`}>
                <th scope="row">
                  <code>{name}</code> {required && <small>{t('api.required')}</small>}
                </th>
                {placed && <td>{place}</td>}
                <td>
                  <code>{typeText(schema)}</code>
                  {fieldsOf(schema).length > 0 && (
                    <small>
                      {' {'}
                      {fieldsOf(schema)
                        .map((field) => field.name)
                        .join(', ')}
                      {'}'}
                    </small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
