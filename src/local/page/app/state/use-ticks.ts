import { useEffect, useState } from "preact/hooks";

/** Counts up in this rhythm, while the page is in sight. */
export function useTicks(ms: number): number {
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setTicks((count) => count + 1);
    }, ms);
    return () => clearInterval(timer);
  }, [ms]);
  return ticks;
}
