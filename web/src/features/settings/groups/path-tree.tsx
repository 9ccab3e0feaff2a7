import { useTranslation } from "react-i18next";
import { Badge } from "@/ui/badge";
import { Checkbox } from "@/ui/checkbox";
import { flat, type Node, stateOf, tick, untick } from "./paths";

/** The permission tree with its boxes. */
export function PathTree({
  tree,
  granted,
  onChange,
  disabled,
}: {
  tree: readonly Node[];
  granted: readonly string[];
  onChange: (granted: string[]) => void;
  disabled?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{t("groups.paths")}</legend>
      <ul className="rounded-soft border border-line bg-surface py-1.5">
        {flat(tree).map(({ path, later, depth }) => (
          <li key={path} className="py-1.5 pr-3" style={{ paddingLeft: `${12 + depth * 22}px` }}>
            <Checkbox
              checked={stateOf(path, granted)}
              disabled={disabled}
              onChange={(on) => onChange(on ? tick(path, granted) : untick(path, granted, tree))}
              testId={`path-${path}`}
            >
              <span className="flex flex-wrap items-center gap-x-2">
                {t(pathKey(path))}
                {later ? <Badge className="h-5">{t("groups.later")}</Badge> : null}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** The words of a path; dots would be levels of the catalogue. */
export const pathKey = (path: string) => `groups.path.${path.replaceAll(".", "_")}`;
