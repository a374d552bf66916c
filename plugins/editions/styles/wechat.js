// Copies the article as WeChat's editor wants it: HTML with its looks written in, and plain text.
(() => {
  const button = document.getElementById("copy");
  const told = document.getElementById("copied");
  const html = document.getElementById("wechat-html").value;
  const text = document.getElementById("article").innerText;

  button.hidden = false;
  button.addEventListener("click", () => {
    const give = (event) => {
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", give, { once: true });
    told.hidden = !document.execCommand("copy");
  });
})();
