/** Page of a scripted widget: a step of a verification. */
export const widgetPage: string = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A step of a verification</title>
<style>
  body { margin: 0; padding: 32px 24px; font: 16px/1.5 system-ui, sans-serif; color: #1c2024 }
  progress { width: 100%; height: 6px; accent-color: #3451b2 }
  h1 { margin: 24px 0 8px; font-size: 24px; line-height: 1.25 }
  p { margin: 0 0 24px; color: #60646c }
  label { display: block; margin-bottom: 16px; font-weight: 500 }
  input {
    box-sizing: border-box; display: block; width: 100%; margin-top: 4px; padding: 10px 12px;
    border: 1px solid #8b8d98; border-radius: 8px; font: inherit
  }
  button {
    width: 100%; min-height: 48px; border: 0; border-radius: 8px; background: #3451b2; color: #fff;
    font: inherit; font-weight: 500
  }
</style>
<main>
  <progress max="4" value="2" aria-label="Step 2 of 4"></progress>
  <h1>Where do you live?</h1>
  <p>Use the address on your document.</p>
  <label>Street and number <input value="12 Harbour Lane"></label>
  <label>City <input value="Bergen"></label>
  <button type="button">Continue</button>
</main>
</html>`
